"""How pages are looked at in the tests: both themes, a wide and the narrowest window, and the longest words.

``make look`` looks at every page of the demo, in more languages.
"""

LOOKS = [("light", 1280, "be"), ("dark", 320, "de")]
