"""四级联动风险预警: what grid officers and villages see, judged upward through street, district and city."""
