// A stranger's program: the official clients of npm as their own documentation uses them.
// usage: node stranger.mjs ADDRESS TOKEN; prints one JSON object of what it got.

import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateImage } from "ai";
import OpenAI, { APIError, AzureOpenAI, toFile } from "openai";

const [address, token] = process.argv.slice(2);
const size = "256x256";

/** The file format of a picture, by its first bytes. */
const kind = (bytes) => ({ 0x89: "png", 0xff: "jpeg", 0x52: "webp" })[bytes[0]];
const of = (image) => kind(Buffer.from(image.b64_json, "base64"));

async function error(call) {
  try {
    await call();
  } catch (raised) {
    if (!(raised instanceof APIError)) throw raised;
    return [raised.constructor.name, raised.code, raised.param, Boolean(raised.requestID)];
  }
  return null;
}

const picture = () => {
  const data = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGPkTD7OwMAAAAVPATWvwxlPAAAAAElFTkSuQmCC";
  return toFile(Buffer.from(data, "base64"), "a.png", { type: "image/png" });
};

async function tried(client, old) {
  const generate = (fields) => client.images.generate({ model: "gpt-image-1", prompt: "a cat", size, ...fields });
  const links = await generate({ model: old, n: 2, style: "natural" });
  const files = await Promise.all(links.data.map(async ({ url }) => new Uint8Array(await (await fetch(url)).arrayBuffer())));
  const events = [];
  for await (const event of await generate({ stream: true, partial_images: 1 })) events.push(event);
  const completed = events.at(-1);
  const models = [];
  for await (const model of client.models.list()) models.push(model.id);
  return {
    links: files.map(kind),
    jpeg: of((await generate({ output_format: "jpeg", output_compression: 70 })).data[0]),
    stream: [completed.type, of(completed), completed.usage.total_tokens],
    "wrong size": await error(() => generate({ size: "0x0" })),
    refused: await error(() => generate({ model: old, prompt: "a gory battlefield" })),
    "no edit": await error(async () => client.images.edit({ model: "gpt-image-1", image: await picture(), prompt: "a hat" })),
    models: models.includes("vector-1"),
  };
}

const plain = new OpenAI({ baseURL: `${address}/v1`, apiKey: token, maxRetries: 0 });
const azure = new AzureOpenAI({ endpoint: address, apiKey: token, apiVersion: "2024-10-21", maxRetries: 0 });
const compatible = createOpenAICompatible({ name: "vignette", baseURL: `${address}/v1`, apiKey: token });
const generated = await generateImage({ model: compatible.imageModel("gpt-image-1"), prompt: "a cat", size, n: 1 });
console.log(JSON.stringify({
  openai: await tried(plain, "dall-e-3"),
  azure: await tried(azure, "dall-e-3"),
  ai: kind(generated.image.uint8Array),
}));
