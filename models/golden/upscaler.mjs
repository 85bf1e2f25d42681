// Makes upscaler.json: what the published network answers in TensorFlow.js, with the made-up weights of `make.py`.
//
//   npm ci --ignore-scripts --prefix models/upscaler
//   npm install --no-save --prefix models/golden @tensorflow/tfjs@4.11.0
//   node models/golden/upscaler.mjs

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const MODEL = join(HERE, "../upscaler/node_modules/@upscalerjs/esrgan-thick/models/x4/model.json");
const MASK = (1n << 64n) - 1n;

/** Numbers from -1 to 1 that depend on a name: FNV-1a seeds SplitMix64. */
function uniform(name, count) {
  let seed = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(name)) seed = ((seed ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  return Float64Array.from({ length: count }, (_, index) => {
    let state = (BigInt(index + 1) * 0x9e3779b97f4a7c15n + seed) & MASK;
    state = ((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    state = ((state ^ (state >> 27n)) * 0x94d049bb133111ebn) & MASK;
    return Number((state ^ (state >> 31n)) >> 40n) / 2 ** 23 - 1;
  });
}

/** Made-up weights, for kernels in the order of height, width, inputs, outputs. */
function weight(name, shape) {
  const [layer, part] = name.split("/");
  if (part === "bias") return Float32Array.from(uniform(`${layer}.bias`, shape[0]), (number) => number * 0.1);
  const [height, width, inputs, outputs] = shape;
  const fan = height * width * inputs;
  const numbers = uniform(`${layer}.weight`, fan * outputs);
  const turned = new Float32Array(numbers.length);
  for (let output = 0; output < outputs; output++)
    for (let input = 0; input < inputs; input++)
      for (let tap = 0; tap < height * width; tap++)
        turned[(tap * inputs + input) * outputs + output] =
          numbers[(output * inputs + input) * height * width + tap] * Math.sqrt(3 / fan);
  return turned;
}

/** The two layers that the package defines itself. */
class MultiplyBeta extends tf.layers.Layer {
  static className = "MultiplyBeta";
  call(inputs) {
    return tf.mul(Array.isArray(inputs) ? inputs[0] : inputs, 0.2);
  }
}

class PixelShuffle4x extends tf.layers.Layer {
  static className = "PixelShuffle4x";
  computeOutputShape(shape) {
    return [shape[0], shape[1], shape[2], 3];
  }
  call(inputs) {
    return tf.depthToSpace(Array.isArray(inputs) ? inputs[0] : inputs, 4, "NHWC");
  }
}

tf.serialization.registerClass(MultiplyBeta);
tf.serialization.registerClass(PixelShuffle4x);
await tf.setBackend("cpu");

const model = JSON.parse(readFileSync(MODEL, "utf8"));
const specs = model.weightsManifest.flatMap((group) => group.weights);
const numbers = specs.map((spec) => Buffer.from(weight(spec.name, spec.shape).buffer));
const network = await tf.loadLayersModel(
  tf.io.fromMemory({
    modelTopology: model.modelTopology,
    weightSpecs: specs,
    weightData: new Uint8Array(Buffer.concat(numbers)).buffer,
  }),
);
const shape = [1, 6, 5, 3];
const input = Float32Array.from(uniform("picture", 90), (number) => Math.fround(number * 1.7) / 3.4 + 0.5);
const answer = network.predict(tf.tensor(input, shape));
const output = Array.from(answer.dataSync(), (number) => Number(number.toPrecision(7)));
writeFileSync(join(HERE, "upscaler.json"), JSON.stringify({ shape: answer.shape, output }) + "\n");
