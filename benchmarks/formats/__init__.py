"""Reports in every format, made of a text by LibreOffice and by hand: what readers are held against."""
