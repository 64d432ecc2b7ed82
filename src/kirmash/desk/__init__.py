"""The desk: what everyone finds first: start page, navigation, help, tours, the parts of the design."""
