"""Reads figures in the text format of OpenMetrics and prints the names of the families."""

import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families

print(" ".join(sorted(family.name for family in text_string_to_metric_families(sys.stdin.read()))))
