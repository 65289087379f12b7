// All script of the pages for readers: each module looks for its own marks, and rests without them.

import "../reader/live/order.js"
import "../reader/live/live.js"
import "../reader/local-time.js"
import "../reader/open-changes.js"
import "../reader/play-video.js"
import "../reader/provenance.js"
import "../reader/report.js"
import "../reader/share.js"
import "../reader/since-last-read.js"
import "../reader/verify-hashes.js"
