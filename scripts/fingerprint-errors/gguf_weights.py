"""Reads a GGUF file into float32 arrays, and writes such arrays with everything else of the file as it was."""

import gguf
import numpy

TYPES = {
    "f16": (gguf.GGMLQuantizationType.F16, gguf.LlamaFileType.MOSTLY_F16),
    "q8_0": (gguf.GGMLQuantizationType.Q8_0, gguf.LlamaFileType.MOSTLY_Q8_0),
    "q4_0": (gguf.GGMLQuantizationType.Q4_0, gguf.LlamaFileType.MOSTLY_Q4_0),
}


def read(path):
    """The reader, and the weights by name; a matrix has its outputs as rows."""
    reader = gguf.GGUFReader(path)
    weights = {
        one.name: numpy.asarray(gguf.quants.dequantize(one.data, one.tensor_type), numpy.float32)
        for one in reader.tensors
    }
    return reader, weights


def number(reader, key):
    field = reader.fields[f"{reader.fields['general.architecture'].contents()}.{key}"]
    return field.contents()


def write(path, reader, weights, kind):
    """Matrices as `kind`; what has one dimension stays float32, as llama.cpp's own converter leaves it."""
    kind, file_type = TYPES[kind]
    writer = gguf.GGUFWriter(path, reader.fields["general.architecture"].contents())
    for name, field in reader.fields.items():
        if name.startswith("GGUF.") or name in ("general.architecture", "general.file_type"):
            continue
        sub = field.types[1] if len(field.types) > 1 else None
        writer.add_key_value(name, field.contents(), field.types[0], sub_type=sub)
    writer.add_file_type(file_type)
    for name, values in weights.items():
        if values.ndim == 1:
            writer.add_tensor(name, values)
        else:
            packed = gguf.quants.quantize(values, kind)
            writer.add_tensor(name, packed, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
