"""Reading a text back: which numbers, dates, names, acts and kinds it says; and comparing languages."""
