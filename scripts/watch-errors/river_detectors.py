"""Runs ADWIN and Page-Hinkley of River, as they are by default, over streams of 0 and 1.

Standard input: lines of "<start> <bits>". The bits before start are seen first, and what is detected in them does not count. Standard output: for each
line a JSON object of detector -> indices of the detections, counted from start (at most 1,000).
"""

import json
import sys

from river import drift


def detections(detector, start, bits):
    found = []
    for i, bit in enumerate(bits):
        detector.update(1.0 if bit == "1" else 0.0)
        if i >= start and detector.drift_detected and len(found) < 1000:
            found.append(i - start)
    return found


for line in sys.stdin:
    start, bits = line.split()
    print(
        json.dumps(
            {
                "adwin": detections(drift.ADWIN(), int(start), bits),
                "pageHinkley": detections(drift.PageHinkley(), int(start), bits),
            }
        ),
        flush=True,
    )
