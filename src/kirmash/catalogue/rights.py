"""Rights in the catalogue; everybody sees it once it is published."""

from kirmash.base.access import ADMINISTRATOR, ORGANISER, right

PUBLISH_CATALOGUE = right("publish_catalogue", ADMINISTRATOR | ORGANISER)
