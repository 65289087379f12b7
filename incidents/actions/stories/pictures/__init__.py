"""Pictures as they come and as they are kept: looked at before decoding, written anew, stored."""
