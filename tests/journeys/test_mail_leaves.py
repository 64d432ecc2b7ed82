"""A site is told its mail server by one setting, and its timer sends what waits."""

import os
import subprocess
import sys
from pathlib import Path

from mailserver import PASSWORD, USER, running_server

WRITE = """
import django
django.setup()
from kirmash.mail.actions import write
from kirmash.mail.kinds import TEST
write(kind=TEST, to="info@выстава.бел", values={"sender": "Aigerim"}, language="en")
"""


def run(*words: str, **settings: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KIRMASH_")}
    environment |= {"DJANGO_SETTINGS_MODULE": "kirmash.settings", **settings}
    done = subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_timer_sends_what_waits_through_the_server_that_the_settings_name(tmp_path: Path) -> None:
    data = {"KIRMASH_DATA": str(tmp_path), "KIRMASH_MAIL_FROM": "Fair of Minsk <fair@example.org>"}
    run("-m", "kirmash", "manage", "migrate", "--verbosity", "0", **data)
    run("-c", WRITE, **data)
    silent = run("-m", "kirmash", "mail", **data)
    with running_server(folder=tmp_path) as post:
        user, password = USER.replace("@", "%40"), PASSWORD.replace("@", "%40").replace(":", "%3A")
        data["KIRMASH_MAIL_URL"] = f"smtp://{user}:{password}@localhost:{post.port}?tls=starttls"
        data["SSL_CERT_FILE"] = str(tmp_path / "certificate.pem")

        sent = run("-m", "kirmash", "mail", **data)

    (mail,) = post.taken
    assert silent == (
        "0 sent, 0 failed, 1 waiting, 0 old ones deleted\n"
        "No mail leaves this site: KIRMASH_MAIL_URL names no mail server.\n"
    )
    assert sent == "1 sent, 0 failed, 0 waiting, 0 old ones deleted\n"
    assert (mail["From"], mail["Subject"]) == ("Fair of Minsk <fair@example.org>", "Test mail of Fair of Minsk")
    assert post.envelopes == [("fair@example.org", ["info@xn--80aaeb7eg5d.xn--90ais"])]
    assert post.was_encrypted == [True]
