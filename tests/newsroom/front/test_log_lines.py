"""A client cannot write lines of its own into the log."""

import logging

from newsroom.front.log_lines import OneLine


def test_a_message_is_one_line_without_control_characters() -> None:
    record = logging.LogRecord(
        "django",
        logging.WARNING,
        "",
        1,
        "Not Found: %s",
        ("/a\nERROR forged \x1b[31m\u2028",),
        None,
    )

    line = OneLine("%(levelname)s %(message)s").format(record)

    assert line == r"WARNING Not Found: /a\x0aERROR forged \x1b[31m\x2028"
