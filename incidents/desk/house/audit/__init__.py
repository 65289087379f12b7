"""Who did what, when and from where: for those who look over the newsroom itself."""
