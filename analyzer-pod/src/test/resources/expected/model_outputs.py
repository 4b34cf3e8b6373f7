"""Writes what the models give for a fixed input, as ONNX Runtime for Python computes it.

    pip install onnxruntime
    python3 model_outputs.py ../../../main/resources/models

One file a model: a line an output, its name and its numbers. The input is the same pattern that the
test makes: value i is (i * 40503 + 12345) % 65536 / 65536, scaled to the model's range.
"""

import sys
from pathlib import Path

import numpy
import onnxruntime

INPUTS = {
    "face_detection_yunet_2023mar_dyn": ("input", (1, 3, 32, 64), 0, 255),
    "cydral_age_v1": ("images", (2, 3, 64, 64), -0.5, 0.5),
    "cydral_gender_v1": ("images", (2, 3, 32, 32), -0.5, 0.5),
    "faceapi_age_gender": ("input", (2, 3, 112, 112), 0, 255),
    "faceapi_expression": ("input", (2, 3, 112, 112), 0, 255),
    "fer_mini_xception": ("input", (2, 64, 64, 1), -1, 1),
}


def pattern(shape, low, high):
    index = numpy.arange(numpy.prod(shape), dtype=numpy.int64)
    part = (index * 40503 + 12345) % 65536 / 65536
    return (low + part * (high - low)).astype(numpy.float32).reshape(shape)


def main(folder):
    for name, (input_name, shape, low, high) in INPUTS.items():
        session = onnxruntime.InferenceSession(
            str(Path(folder) / f"{name}.onnx"), providers=["CPUExecutionProvider"]
        )
        names = [output.name for output in session.get_outputs()]
        results = session.run(names, {input_name: pattern(shape, low, high)})
        with open(Path(__file__).parent / f"{name}.txt", "w") as file:
            for output, values in zip(names, results):
                numbers = " ".join(f"{value:.6g}" for value in values.ravel())
                file.write(f"{output} {numbers}\n")


if __name__ == "__main__":
    main(sys.argv[1])
