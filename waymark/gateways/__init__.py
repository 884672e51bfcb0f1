"""The public server: it reads the shelf, nothing else."""
