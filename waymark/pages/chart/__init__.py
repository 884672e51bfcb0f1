"""Drawing a flow chart: measured, laid out, checked by figures and drawn as inline SVG."""
