// Faces of photos by other open-source analyzers on Node, with the wasm backend of tfjs.
//   node peers.mjs ENGINE FOLDER SECONDS      ENGINE: human, faceapi-ssd or faceapi-tiny
// Prints a line of JSON: photos, faces, CPU milliseconds a photo of the whole process, and which wasm it ran.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [engine, folder, seconds] = process.argv.slice(2);
const modules = resolve(process.env.PEERS, 'node_modules');
const require = createRequire(join(modules, 'x.js'));
const sharp = require('sharp');
sharp.concurrency(1);
const photos = readdirSync(folder).filter((name) => name.endsWith('.jpg')).sort().map((name) => readFileSync(join(folder, name)));
const wasm = `${modules}/@tensorflow/tfjs-backend-wasm/dist/`;

// Models are read over HTTP: Node's fetch has no file addresses.
const server = createServer((request, response) => {
  try {
    response.end(readFileSync(join(modules, decodeURIComponent(request.url))));
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, '127.0.0.1');
await new Promise((listening) => server.on('listening', listening));
const address = `http://127.0.0.1:${server.address().port}`;

async function pixels(photo) {
  const { data, info } = await sharp(photo).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return [data, [info.height, info.width, 3]];
}

async function human() {
  const { default: Human } = require(join(modules, '@vladmandic/human/dist/human.node-wasm.js'));
  const it = new Human({
    backend: 'wasm', wasmPath: wasm, modelBasePath: `${address}/@vladmandic/human/models/`, cacheSensitivity: 0, debug: false,
    filter: { enabled: false }, gesture: { enabled: false }, body: { enabled: false }, hand: { enabled: false },
    object: { enabled: false }, segmentation: { enabled: false },
    face: {
      enabled: true, detector: { maxDetected: 10, rotation: false }, mesh: { enabled: false }, iris: { enabled: false },
      antispoof: { enabled: false }, liveness: { enabled: false }, attention: { enabled: false },
      description: { enabled: true }, emotion: { enabled: true },
    },
  });
  await it.load();
  return {
    tf: it.tf,
    async faces(photo) {
      const [data, shape] = await pixels(photo);
      const tensor = it.tf.tidy(() => it.tf.expandDims(it.tf.tensor3d(new Uint8Array(data), shape, 'int32'), 0));
      const result = await it.detect(tensor);
      it.tf.dispose(tensor);
      return result.face.length;
    },
  };
}

async function faceapi(detector) {
  const tf = require('@tensorflow/tfjs');
  const backend = require('@tensorflow/tfjs-backend-wasm');
  const api = require(join(modules, '@vladmandic/face-api/dist/face-api.node-wasm.js'));
  backend.setWasmPaths(wasm);
  await tf.setBackend('wasm');
  await tf.ready();
  const models = `${modules}/@vladmandic/face-api/model`;
  const net = detector === 'ssd' ? api.nets.ssdMobilenetv1 : api.nets.tinyFaceDetector;
  await net.loadFromDisk(models);
  await api.nets.ageGenderNet.loadFromDisk(models);
  await api.nets.faceExpressionNet.loadFromDisk(models);
  const options = detector === 'ssd'
    ? new api.SsdMobilenetv1Options({ minConfidence: 0.5 })
    : new api.TinyFaceDetectorOptions({ inputSize: 416 });
  return {
    tf,
    async faces(photo) {
      const [data, shape] = await pixels(photo);
      const tensor = tf.tensor3d(new Uint8Array(data), shape, 'int32');
      const found = await api.detectAllFaces(tensor, options).withFaceExpressions().withAgeAndGender();
      tf.dispose(tensor);
      return found.length;
    },
  };
}

const it = engine === 'human' ? await human() : await faceapi(engine.replace('faceapi-', ''));
for (const photo of photos.slice(0, 3)) await it.faces(photo); // warm
const env = it.tf.env();
const begin = process.cpuUsage();
const end = Date.now() + Number(seconds) * 1000;
let count = 0;
let faces = 0;
while (Date.now() < end) {
  faces += await it.faces(photos[count++ % photos.length]);
}
const used = process.cpuUsage(begin);
console.log(JSON.stringify({
  engine, photos: count, faces: faces / count, cpuMillis: (used.user + used.system) / 1000 / count,
  backend: it.tf.getBackend(),
  simd: await env.getAsync('WASM_HAS_SIMD_SUPPORT'), threads: await env.getAsync('WASM_HAS_MULTITHREAD_SUPPORT'),
}));
process.exit(0);
