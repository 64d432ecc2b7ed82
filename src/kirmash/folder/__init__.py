"""The fair folder: plain files that hold a whole fair, checked before anything is written."""
