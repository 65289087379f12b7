"""What is only ever added to: public changes, acts, and what stands beside them."""
