"""One scan in parts as Ray tasks: python ray_scan.py DATA STATE [PARTS]. Started again, it does only what is missing."""
import subprocess, sys
import ray

data, state, n = sys.argv[1], sys.argv[2], int((sys.argv + [8])[3])
shards, marks = ([f"{state}/part-{i}.{kind}" for i in range(1, n + 1)] for kind in ("state", "marks"))

# Exit code 2 will be 2 again: not retried. 3, and processes that were killed, are.
@ray.remote(num_cpus=1, max_retries=3, retry_exceptions=[ChildProcessError])
def run(*command):
    code = subprocess.run(["zenbun", "scan", *command]).returncode
    if code not in (0, 2): raise ChildProcessError(f"exit code {code}")
    if code == 2: raise ValueError(f"zenbun scan {' '.join(command)}")

ray.init()
ray.get([run.remote("shard", "--shard", f"{i}/{n}", "-o", file, data) for i, file in enumerate(shards, 1)])
ray.get(run.remote("merge", *shards, "-o", f"{state}/merged.state"))
ray.get([run.remote("marks", "--shard", f"{i}/{n}", "--with", f"{state}/merged.state", "-o", file, data) for i, file in enumerate(marks, 1)])
sys.exit(subprocess.run(["zenbun", "scan", "finish", f"{state}/merged.state", *marks, "--json", f"{state}/result.json"]).returncode)
