"""A course on pooling in convolutional networks: what its notebooks import."""
