"""Thai digits in the fonts that Debian packages, printed and worn: the digit reader is trained on them."""
