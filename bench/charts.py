"""Figures for the five charts and for made-up ones: `python bench/charts.py [how many]`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

HOME = Path(__file__).parents[1]
sys.path[:0] = [str(HOME), str(HOME / "tests/pages/chart")]

from five_charts import CHARTS, chart  # noqa: E402
from made_up import made_up  # noqa: E402

from waymark.pages.chart.atkinson import atkinson  # noqa: E402
from waymark.pages.chart.figures import Figures, figures  # noqa: E402
from waymark.pages.chart.layout import lay_out  # noqa: E402
from waymark.pages.chart.plan import Plan  # noqa: E402

FACES = atkinson()


def measured(plan: Plan) -> tuple[Figures, float]:
    began = time.perf_counter()
    drawing = lay_out(plan, FACES)
    return figures(drawing), (time.perf_counter() - began) * 1000


def main(count: int) -> None:
    print(f"{'chart':<28}{'faults':>8}{'cross':>8}{'bends':>8}{'width':>8}{'height':>8}{'ms':>8}")
    for name in CHARTS:
        found, took = measured(chart(name))
        print(
            f"{name:<28}{found.faults:>8}{found.crossings:>8}{found.bends:>8}"
            f"{found.width:>8}{found.height:>8}{took:>8.0f}"
        )
    every = [measured(made_up(seed)) for seed in range(count)]
    if every:
        widest = max(found.width for found, _ in every)
        print(
            f"{f'made up, {count} in all':<28}{sum(f.faults for f, _ in every):>8}"
            f"{sum(f.crossings for f, _ in every):>8}{sum(f.bends for f, _ in every):>8}"
            f"{widest:>8}{max(f.height for f, _ in every):>8}{sum(t for _, t in every):>8.0f}"
        )
        print(f"slowest {max(took for _, took in every):.0f} ms; widths and heights are the largest")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
