"""Files that are zips, without the time at which they were packed: the same content, the same bytes."""

import io
import zipfile


def without_clock(written: bytes) -> bytes:
    """Return a zip whose parts carry no time."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
