// Measures a face library on the photos of a folder: node peer.mjs human|face-api|face-api-tiny DIR SECONDS [SCALE]
// Prints one line of JSON: photos, CPU seconds of the whole process while it worked, faces found.
// Each tells boxes, age, gender and mood, on the wasm backend. Photos are decoded by sharp (libjpeg-turbo): whole, as
// the libraries' own examples do, or scaled down while decoding, by 2 with SCALE 0.5.
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import sharp from 'sharp';

const require = createRequire(import.meta.url);
const WARM_UP = 3;

sharp.concurrency(1);
sharp.cache(false);

function modelFolder(library, folder) {
  return path.join(import.meta.dirname, 'node_modules', library, folder);
}

function wasmFolder() {
  return modelFolder('@tensorflow/tfjs-backend-wasm', 'dist') + path.sep;
}

/** human's wasm build reads its models by HTTP alone. */
async function modelServer(folder) {
  const server = http.createServer((request, response) => {
    response.end(fs.readFileSync(path.join(folder, path.basename(request.url))));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

async function human() {
  const server = await modelServer(modelFolder('@vladmandic/human', 'models'));
  const { Human } = require(path.join(modelFolder('@vladmandic/human', 'dist'), 'human.node-wasm.js'));
  const library = new Human({
    backend: 'wasm',
    wasmPath: wasmFolder(),
    modelBasePath: `http://127.0.0.1:${server.address().port}/`,
    debug: false,
    async: false,
    cacheSensitivity: 0,
    filter: { enabled: false },
    gesture: { enabled: false },
    body: { enabled: false },
    hand: { enabled: false },
    object: { enabled: false },
    segmentation: { enabled: false },
    face: {
      enabled: true,
      detector: { maxDetected: 10, rotation: false, minConfidence: 0.2 },
      mesh: { enabled: true },
      iris: { enabled: false },
      description: { enabled: true },
      emotion: { enabled: true },
      antispoof: { enabled: false },
      liveness: { enabled: false },
    },
  });
  await library.load();
  server.close();
  return {
    faces: async (pixels, width, height) => {
      const tensor = library.tf.tensor(pixels, [1, height, width, 3], 'float32');
      const result = await library.detect(tensor);
      library.tf.dispose(tensor);
      return result.face.filter((face) => face.age > 0 && face.gender && face.emotion).length;
    },
    simd: () => library.tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'),
  };
}

async function faceApi(tiny) {
  const tf = require('@tensorflow/tfjs');
  const wasm = require('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(wasmFolder());
  await tf.setBackend('wasm');
  await tf.ready();
  const library = require('@vladmandic/face-api/dist/face-api.node-wasm.js');
  const models = modelFolder('@vladmandic/face-api', 'model');
  const { nets } = library;
  for (const net of [tiny ? nets.tinyFaceDetector : nets.ssdMobilenetv1, nets.ageGenderNet, nets.faceExpressionNet]) {
    await net.loadFromDisk(models);
  }
  const options = tiny
    ? new library.TinyFaceDetectorOptions({ inputSize: 416, scoreThreshold: 0.5 })
    : new library.SsdMobilenetv1Options({ minConfidence: 0.5, maxResults: 10 });
  return {
    faces: async (pixels, width, height) => {
      const tensor = tf.tensor(pixels, [height, width, 3], 'int32');
      const found = await library.detectAllFaces(tensor, options).withFaceExpressions().withAgeAndGender();
      tf.dispose(tensor);
      return found.filter((face) => face.age > 0 && face.gender && face.expressions).length;
    },
    simd: () => tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'),
  };
}

async function decode(jpeg) {
  const { width, height } = await sharp(jpeg).metadata();
  const whole = sharp(jpeg);
  return (scale === '1' ? whole : whole.resize(Math.round(width * scale), Math.round(height * scale)))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
}

const [name, folder, seconds, scale = '1'] = process.argv.slice(2);
const peer = name === 'human' ? await human() : await faceApi(name === 'face-api-tiny');
const photos = fs
  .readdirSync(folder)
  .sort()
  .map((file) => fs.readFileSync(path.join(folder, file)));

async function analyse(number) {
  const { data, info } = await decode(photos[number % photos.length]);
  return peer.faces(data, info.width, info.height);
}

for (let number = 0; number < WARM_UP; number++) {
  await analyse(number);
}
const cpu = process.cpuUsage();
const end = performance.now() + seconds * 1000;
let done = 0;
let faces = 0;
while (performance.now() < end) {
  faces += await analyse(done++);
}
const used = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    photos: done,
    cpuSeconds: (used.user + used.system) / 1e6,
    faces,
    simd: Boolean(await peer.simd()),
    memoryBytes: process.memoryUsage().rss,
  }),
);
