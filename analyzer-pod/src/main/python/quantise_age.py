"""Makes cydral_age_v1_int8.onnx from cydral_age_v1.onnx: weights of 8 bits by channel, activations of 8 bits.

    pip install onnx==1.19.1 onnxruntime==1.23.2 sympy
    python quantise_age.py cydral_age_v1.onnx chips.f32 cydral_age_v1_int8.onnx

chips.f32 holds float32 [n, 3, 64, 64], as GenderAndAge gives them to the model. The file that is shipped was
calibrated on 16 faces that no test uses: sample1 to sample3 of npm @vladmandic/face-api 1.7.15, t1 and
Tom_Hanks_54745 of PyPI insightface 2.1; each mirrored and not, at four brightnesses.
"""

import sys
import tempfile

import numpy as np
import onnx
from onnx import numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

TINY = 1e-20
BRIGHTNESS = (0.6, 0.8, 1.0, 1.15)


class Chips(CalibrationDataReader):
    def __init__(self, chips):
        self.each = iter([{"images": chips[i : i + 1]} for i in range(len(chips))])

    def get_next(self):
        return next(self.each, None)


def without_tiny_weights(source):
    """As TinyWeights does when a model is loaded."""
    model = onnx.load(source)
    for weights in model.graph.initializer:
        if weights.data_type == onnx.TensorProto.FLOAT:
            values = numpy_helper.to_array(weights).copy()
            values[np.abs(values) < TINY] = 0
            weights.CopyFrom(numpy_helper.from_array(values, weights.name))
    return model


def main(source, chips, target):
    chips = np.fromfile(chips, dtype="<f4").reshape(-1, 3, 64, 64)
    varied = [chips[..., ::step] * light for light in BRIGHTNESS for step in (1, -1)]
    with tempfile.TemporaryDirectory() as folder:
        clean, prepared = f"{folder}/clean.onnx", f"{folder}/prepared.onnx"
        onnx.save(without_tiny_weights(source), clean)
        quant_pre_process(clean, prepared, skip_symbolic_shape=True)
        quantize_static(
            prepared,
            target,
            Chips(np.ascontiguousarray(np.concatenate(varied))),
            quant_format=QuantFormat.QDQ,
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
