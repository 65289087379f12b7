"""Sources, pictures, quoted posts and video at the desk."""
