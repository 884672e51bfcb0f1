import time
import pytest
pytestmark = pytest.mark.django_db
def test_probe(signed_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from waymark.desk.heat import page
    c = signed_in("editor")
    c.get("/desk/charts/")
    for n in range(4):
        if n==3: page.page_of.cache_clear()
        with CaptureQueriesContext(connection) as q:
            t=time.perf_counter(); a=c.get("/desk/heat/"); print(a.status_code, len(a.content), time.perf_counter()-t, len(q))
