"""What Convene costs beside its limits and its peers, measured in the same run: `make bench [W=4]`."""
