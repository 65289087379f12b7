"""What has been public: versions, what changed between them, and what came of errors."""
