"""The benchmarks: what things cost here, as ratios against references of the same run."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()
