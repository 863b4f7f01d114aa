"""Files that nobody should open without care, each made here: a few kilobytes that become gigabytes, trees
without a ground, names that lead elsewhere."""
