"""Texts in the making: kept, looked over by a second editor, and let out now or at their time."""
