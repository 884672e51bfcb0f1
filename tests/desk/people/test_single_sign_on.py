"""Single sign-on by OpenID Connect, with a stand-in for the provider that answers over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from tests.desk.people.conftest import LOGIN, PASSWORD, code_of, text
from waymark.desk.people.single_sign_on import origin_of, provider_from

pytestmark = pytest.mark.django_db

START = "/desk/account/oidc/council/login/"
BACK = f"{START}callback/"


class Provider:
    """A provider of OpenID Connect: who signs in there is what `claims` says."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.claims: dict[str, Any] = {
            "sub": "42",
            "email": "devon-editor@example.org",
            "email_verified": True,
        }
        self.tokens: list[dict[str, list[str]]] = []
        self.broken = False

    def answer(self, path: str, body: str) -> dict[str, Any] | None:
        if path == "/.well-known/openid-configuration":
            names = ("authorization", "token", "userinfo")
            made: dict[str, Any] = {f"{name}_endpoint": f"{self.address}/{name}" for name in names}
            return made | {"issuer": self.address, "jwks_uri": f"{self.address}/keys"}
        if path == "/token" and not self.broken:
            self.tokens.append(parse_qs(body))
            now = int(timezone.now().timestamp())
            told = {"iss": self.address, "aud": "waymark", "iat": now, "exp": now + 60, **self.claims}
            token = jwt.encode(told, "a key of the provider, of which nobody else knows", algorithm="HS256")
            return {"access_token": "opaque", "token_type": "Bearer", "id_token": token}
        if path == "/userinfo":
            return self.claims
        return None


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """A provider that runs on this machine, set as the desk's own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.told("")

        def do_POST(self) -> None:
            self.told(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def told(self, body: str) -> None:
            told = made.answer(self.path, body)
            self.send_response(500 if told is None else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told or {}).encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Provider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = {
        "WAYMARK_OIDC_NAME": "Devon County Council",
        "WAYMARK_OIDC_ISSUER": made.address,
        "WAYMARK_OIDC_CLIENT_ID": "waymark",
        "WAYMARK_OIDC_CLIENT_SECRET": "between us",
    }
    settings.OIDC = provider_from(environment)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [settings.OIDC]}}
    yield made
    server.shutdown()
    server.server_close()


def walk(client: Client, **more: str) -> Any:
    """Press the button, sign in at the provider, and come back."""
    gone = client.post(START, more)
    assert gone.status_code == 302, gone.content
    asked = parse_qs(urlsplit(gone["Location"]).query)
    return client.get(BACK, {"code": "a code", "state": asked["state"][0]})


def test_the_button_names_the_organisation_and_leads_there(provider: Provider) -> None:
    page = Client().get(LOGIN)
    assert "Sign in with Devon County Council" in text(page)
    gone = Client().post(START)
    where = urlsplit(gone["Location"])
    assert f"{where.scheme}://{where.netloc}{where.path}" == f"{provider.address}/authorization"
    asked = parse_qs(where.query)
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
    assert asked["code_challenge_method"] == ["S256"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}


def test_without_a_provider_there_is_no_button_and_no_address() -> None:
    assert "Sign in with" not in text(Client().get(LOGIN))
    assert Client().get(START).status_code == Client().post(START).status_code == 404
    assert Client().get(BACK).status_code == 404


@pytest.mark.parametrize("email", ["devon-editor@example.org", "Devon-Editor@EXAMPLE.org"])
def test_someone_with_an_account_comes_in(provider: Provider, email: str, person: Any) -> None:
    provider.claims["email"] = email
    client = Client()
    assert walk(client)["Location"] == "/desk/"
    assert client.get("/desk/local/devon/").status_code == 200
    assert client.session["_auth_user_id"] == str(person("devon-editor").pk)
    assert provider.tokens[0]["code"] == ["a code"]
    assert provider.tokens[0]["code_verifier"]


def test_it_leads_to_the_page_one_wanted(provider: Provider) -> None:
    client = Client()
    page = client.get(f"{LOGIN}?next=%2Fdesk%2Flocal%2Fdevon%2F").content.decode()
    assert f'action="{START}?next=/desk/local/devon/"' in page
    gone = client.post(f"{START}?next=/desk/local/devon/")
    state = parse_qs(urlsplit(gone["Location"]).query)["state"][0]
    assert client.get(BACK, {"code": "a code", "state": state})["Location"] == "/desk/local/devon/"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@example.org"},
        {"email_verified": False},
        {"email_verified": None},
        {"email": ""},
        {"email": "nobody-such@example.org", "preferred_username": "devon-editor@example.org"},
    ],
)
def test_all_others_are_told_kindly_and_no_account_is_made(
    provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims |= claims
    before = get_user_model().objects.count()
    client = Client()
    answer = walk(client)
    assert answer.status_code == 404
    assert "There is no account here for you yet" in text(answer)
    assert "_auth_user_id" not in client.session
    assert client.get("/desk/account/3rdparty/signup/").status_code == 404
    assert client.post("/desk/account/3rdparty/signup/", {"email": "new@example.org"}).status_code == 404
    assert get_user_model().objects.count() == before
    assert not SocialAccount.objects.exists()


def test_an_account_that_ended_stays_ended(provider: Provider, person: Any) -> None:
    client = Client()
    walk(client)
    user = person("devon-editor")
    user.is_active = False
    user.save()
    other = Client()
    answer = walk(other)
    assert (answer.status_code, "_auth_user_id" in other.session) == (404, False)
    assert "There is no account here for you yet" in text(answer)


def test_domains_that_the_directory_vouches_for_count_as_verified(provider: Provider, settings: Any) -> None:
    del provider.claims["email_verified"]
    settings.OIDC["settings"]["verified_email"] = ["example.org"]
    assert walk(Client())["Location"] == "/desk/"
    settings.OIDC["settings"]["verified_email"] = ["elsewhere.example"]
    SocialAccount.objects.all().delete()
    assert walk(Client()).status_code == 404


def test_the_same_person_is_known_again_when_their_address_changed_there(provider: Provider) -> None:
    walk(Client())
    provider.claims |= {"email": "new-name@example.org", "email_verified": False}
    assert walk(Client())["Location"] == "/desk/"


def test_a_second_factor_is_still_asked_for(provider: Provider, with_factor: Any) -> None:
    secret = with_factor("devon-signatory")
    provider.claims["email"] = "devon-signatory@example.org"
    client = Client()
    assert walk(client)["Location"] == "/desk/account/2fa/authenticate/"
    assert client.post("/desk/account/2fa/authenticate/", {"code": code_of(secret)})["Location"] == "/desk/"


def test_a_signatory_without_a_second_factor_sets_one_up_first(provider: Provider) -> None:
    provider.claims["email"] = "devon-signatory@example.org"
    client = Client()
    walk(client)
    assert client.get("/desk/")["Location"] == "/desk/account/2fa/totp/activate/"


def test_the_password_goes_on_working_for_someone_who_was_invited(provider: Provider, person: Any) -> None:
    from allauth.account.models import EmailAddress

    user = person("devon-editor")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    walk(Client())
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("what", ["broken", "state", "refused", "another issuer", "another desk", "too old"])
def test_a_sign_in_that_went_wrong_is_told_calmly(provider: Provider, what: str) -> None:
    client = Client()
    state = parse_qs(urlsplit(client.post(START)["Location"]).query)["state"][0]
    given = {"code": "a code", "state": state}
    if what == "broken":
        provider.broken = True
    elif what == "state":
        given["state"] = "made up"
    elif what == "refused":
        given = {"error": "access_denied", "state": state}
    elif what == "another issuer":
        provider.claims["iss"] = "https://elsewhere.example"
    elif what == "another desk":
        provider.claims["aud"] = "something else"
    else:
        provider.claims["exp"] = 1
    answer = client.get(BACK, given, follow=True)
    assert "Back to signing in" in text(answer)
    assert answer.status_code in (200, 401)
    assert "_auth_user_id" not in client.session


def test_a_provider_that_cannot_be_reached_is_told_calmly(provider: Provider, settings: Any) -> None:
    settings.OIDC["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = Client().post(START)
    assert answer.status_code == 502
    assert "did not answer as it should" in text(answer)


def test_the_environment_sets_it_and_the_policy_lets_the_browser_go_there(tmp_path: Path) -> None:
    code = (
        "import json; from waymark.desk import settings as s; "
        "print(json.dumps([s.OIDC, s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'], "
        "s.SOCIALACCOUNT_PROVIDERS]))"
    )
    issuer = "https://login.microsoftonline.com/some-tenant/v2.0"
    given = {
        **os.environ,
        "WAYMARK_DESK": str(tmp_path),
        "WAYMARK_OIDC_NAME": "Devon County Council",
        "WAYMARK_OIDC_ISSUER": issuer,
        "WAYMARK_OIDC_CLIENT_ID": "waymark",
        "WAYMARK_OIDC_CLIENT_SECRET": "between us",
        "WAYMARK_OIDC_DOMAINS": "devon.gov.uk, torbay.gov.uk",
    }
    told = subprocess.run([sys.executable, "-c", code], env=given, check=True, capture_output=True, text=True)
    made, policy, providers = json.loads(told.stdout)
    assert made["settings"]["server_url"] == issuer
    assert made["settings"]["verified_email"] == ["devon.gov.uk", "torbay.gov.uk"]
    assert policy == ["'self'", "https://login.microsoftonline.com"]
    assert providers == {"openid_connect": {"APPS": [made]}}


def test_without_it_forms_go_to_the_desk_alone() -> None:
    assert "form-action 'self';" in Client().get(LOGIN)["Content-Security-Policy"] + ";"


def test_half_of_it_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="WAYMARK_OIDC_CLIENT_SECRET"):
        provider_from({"WAYMARK_OIDC_ISSUER": "https://a.example", "WAYMARK_OIDC_CLIENT_ID": "waymark"})
    with pytest.raises(ValueError, match="WAYMARK_OIDC_ISSUER"):
        provider_from({f"WAYMARK_OIDC_{name}": "a" for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")})
    assert provider_from({}) is None
    whole = provider_from(
        {
            "WAYMARK_OIDC_ISSUER": "https://a.example:8443/x/",
            "WAYMARK_OIDC_CLIENT_ID": "a",
            "WAYMARK_OIDC_CLIENT_SECRET": "b",
        }
    )
    assert whole is not None
    assert origin_of(whole) == "https://a.example:8443"
