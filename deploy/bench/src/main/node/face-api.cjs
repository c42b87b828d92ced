// Reads upright pictures from standard input (width and height as 32-bit numbers, big-endian, then three bytes a pixel)
// and answers each with one line of JSON: how long face-api took to find and describe all faces of it, in milliseconds,
// and for each face its side in pixels and its 128 numbers. One thread, WASM with SIMD, no picture decoded here.
'use strict';

const path = require('path');
const tf = require('@tensorflow/tfjs');
const wasm = require('@tensorflow/tfjs-backend-wasm');
const faceapi = require('@vladmandic/face-api/dist/face-api.node-wasm.js');

const modules = path.join(__dirname, 'node_modules');
const detector = process.argv[2];

async function load() {
  wasm.setWasmPaths(path.join(modules, '@tensorflow/tfjs-backend-wasm/wasm-out') + path.sep);
  await tf.setBackend('wasm');
  await tf.ready();
  const models = path.join(modules, '@vladmandic/face-api/model');
  const nets = detector === 'tiny' ? faceapi.nets.tinyFaceDetector : faceapi.nets.ssdMobilenetv1;
  await nets.loadFromDisk(models);
  await faceapi.nets.faceLandmark68Net.loadFromDisk(models);
  await faceapi.nets.faceRecognitionNet.loadFromDisk(models);
  return detector === 'tiny' ? new faceapi.TinyFaceDetectorOptions() : new faceapi.SsdMobilenetv1Options();
}

async function described(options, width, height, rgb) {
  const picture = tf.tensor3d(Int32Array.from(rgb), [height, width, 3], 'int32');
  const begun = process.hrtime.bigint();
  const faces = await faceapi.detectAllFaces(picture, options).withFaceLandmarks().withFaceDescriptors();
  const millis = Number(process.hrtime.bigint() - begun) / 1e6;
  picture.dispose();
  return {
    millis,
    faces: faces.map(({ detection, descriptor }) => ({
      side: Math.max(detection.box.width, detection.box.height),
      descriptor: Array.from(descriptor),
    })),
  };
}

async function* pictures() {
  let waiting = Buffer.alloc(0);
  for await (const more of process.stdin) {
    waiting = Buffer.concat([waiting, more]);
    while (waiting.length >= 8 && waiting.length >= 8 + 3 * waiting.readInt32BE(0) * waiting.readInt32BE(4)) {
      const [width, height] = [waiting.readInt32BE(0), waiting.readInt32BE(4)];
      const end = 8 + 3 * width * height;
      yield [width, height, waiting.subarray(8, end)];
      waiting = waiting.subarray(end);
    }
  }
}

async function main() {
  const options = await load();
  console.log(JSON.stringify({ faceApi: faceapi.version, tfjs: tf.version_core, backend: tf.getBackend(), simd: await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT') }));
  for await (const [width, height, rgb] of pictures()) {
    console.log(JSON.stringify(await described(options, width, height, rgb)));
  }
}

main().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
