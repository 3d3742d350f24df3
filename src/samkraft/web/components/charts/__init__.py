"""Charts: values in, Vega-Lite specifications and SVG out. No data access, no words of its own.

A chart is a plain dict, the same for the page, the PDF and the browser's script. Every outer size
is fixed before anything is drawn and never depends on which fonts there are.
"""

from samkraft.calc.figures import Figure
from samkraft.web.components.charts.ages import AgeGroup, ages_by_sex
from samkraft.web.components.charts.bars import Bar, PairedBar, bars, columns, paired_bars
from samkraft.web.components.charts.cache import ChartCache
from samkraft.web.components.charts.choropleth import choropleth
from samkraft.web.components.charts.frame import DESK, PHONE, Spec, Width
from samkraft.web.components.charts.inputs import Line, Milestone, Range, Role, TargetPath
from samkraft.web.components.charts.lines import lines, women_and_men
from samkraft.web.components.charts.palette import ACCENT
from samkraft.web.components.charts.render import CHART_CSP, live, svg, warm_up
from samkraft.web.components.charts.shading import Place, class_bounds
from samkraft.web.components.charts.small import small_multiples, sparkline
from samkraft.web.components.charts.tiles import tiles
from samkraft.web.components.charts.wording import Words

__all__ = [
    "ACCENT",
    "CHART_CSP",
    "DESK",
    "PHONE",
    "AgeGroup",
    "Bar",
    "ChartCache",
    "Figure",
    "Line",
    "Milestone",
    "PairedBar",
    "Place",
    "Range",
    "Role",
    "Spec",
    "TargetPath",
    "Width",
    "Words",
    "ages_by_sex",
    "bars",
    "choropleth",
    "class_bounds",
    "columns",
    "lines",
    "live",
    "paired_bars",
    "small_multiples",
    "sparkline",
    "svg",
    "tiles",
    "warm_up",
    "women_and_men",
]
