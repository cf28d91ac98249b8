"""One scan in parts as Spark tasks: spark-submit spark_scan.py DATA STATE [PARTS]. Started again, it does only what is missing."""
import subprocess, sys
from pyspark.sql import SparkSession

data, state, n = sys.argv[1], sys.argv[2], int((sys.argv + [8])[3])
shards, marks = ([f"{state}/part-{i}.{kind}" for i in range(1, n + 1)] for kind in ("state", "marks"))

def run(command):
    code = subprocess.run(["zenbun", "scan", *command]).returncode
    if code not in (0, 2): raise ChildProcessError(f"exit code {code}")  # Spark tries again: 3, and processes that were killed
    return code

def run_all(commands):
    if any(SparkSession.builder.getOrCreate().sparkContext.parallelize(commands, len(commands)).map(run).collect()):
        sys.exit(2)

run_all([["shard", "--shard", f"{i}/{n}", "-o", file, data] for i, file in enumerate(shards, 1)])
run_all([["merge", *shards, "-o", f"{state}/merged.state"]])
run_all([["marks", "--shard", f"{i}/{n}", "--with", f"{state}/merged.state", "-o", file, data] for i, file in enumerate(marks, 1)])
sys.exit(subprocess.run(["zenbun", "scan", "finish", f"{state}/merged.state", *marks, "--json", f"{state}/result.json"]).returncode)
