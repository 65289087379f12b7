"""Styles, scripts and fonts: how they are put together, made the site's own, and gathered."""
