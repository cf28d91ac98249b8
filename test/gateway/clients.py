"""Asks a gateway through the Python clients of others. Prints one JSON object. Arguments: base URL."""

import json
import os
import sys

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # or litellm asks a host for prices on import

import litellm
import openai

url = sys.argv[1]
asked = [{"role": "user", "content": "How do I fold a crane?"}]
client = openai.OpenAI(base_url=url, api_key="none", max_retries=0)
told = {}


def streamed(events):
    text, reason = "", None
    for event in events:
        if event.choices:
            text += event.choices[0].delta.content or ""
            reason = event.choices[0].finish_reason or reason
    return [text, reason]


def litellm_streamed(model):
    return streamed(
        litellm.completion(
            model=f"openai/{model}", api_base=url, api_key="none", messages=asked, stream=True, num_retries=0
        )
    )


def failure(call):
    try:
        return ["no failure", call()]
    except Exception as error:  # which kind it is, is what is asked
        return [type(error).__name__]


for model in ("plain", "cut"):
    whole = client.chat.completions.create(model=model, messages=asked)
    told[f"openai {model}"] = [whole.choices[0].message.content, whole.choices[0].finish_reason]
    told[f"openai {model} streamed"] = streamed(
        client.chat.completions.create(model=model, messages=asked, stream=True)
    )
    told[f"litellm {model} streamed"] = litellm_streamed(model)
told["openai broken"] = failure(
    lambda: streamed(client.chat.completions.create(model="broken", messages=asked, stream=True))
)
told["litellm broken"] = failure(lambda: litellm_streamed("broken"))
told["openai unknown"] = failure(lambda: client.chat.completions.create(model="unknown", messages=asked))
print(json.dumps(told))
