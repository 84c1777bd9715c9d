// What k8s/ uses of the Keycloak operator's API (26.7), after its guides and "Advanced configuration". Nothing is published
// for it but its CRDs; what is not here is refused, so whoever uses more adds it from there.
import type {IObjectMeta} from "@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta";
import type {IPodSpec} from "kubernetes-models/v1/PodSpec";
import type {IResourceRequirements} from "kubernetes-models/v1/ResourceRequirements";

interface Resource<K extends string, S> {
  apiVersion: "k8s.keycloak.org/v2alpha1";
  kind: K;
  metadata: IObjectMeta;
  spec: S;
}
interface Key {
  name: string;
  key: string;
}
export type Keycloak = Resource<"Keycloak", {
  instances: number;
  image?: string;
  startOptimized?: boolean;
  db?: {
    vendor: "postgres" | "mysql" | "mariadb" | "mssql" | "oracle";
    host?: string;
    port?: number;
    database?: string;
    url?: string;
    usernameSecret?: Key;
    passwordSecret?: Key;
    poolInitialSize?: number;
    poolMinSize?: number;
    poolMaxSize?: number;
  };
  http?: {httpEnabled?: boolean; httpPort?: number; httpsPort?: number; tlsSecret?: string};
  hostname?: {hostname?: string; admin?: string; backchannelDynamic?: boolean; strict?: boolean};
  proxy?: {headers: "forwarded" | "xforwarded"};
  bootstrapAdmin?: {user?: {secret: string}; service?: {secret: string}};
  additionalOptions?: {name: string; value?: string; secret?: Key}[];
  networkPolicy?: {enabled: boolean};
  resources?: IResourceRequirements;
  // The pod's template, of which the operator fills in what is missing: so everything may be missing.
  unsupported?: {podTemplate?: {
    metadata?: {labels?: Record<string, string>};
    spec?: Partial<Omit<IPodSpec, "containers">> & {containers?: (Partial<IPodSpec["containers"][number]> & {name: string})[]};
  }};
}>;
export type KeycloakRealmImport = Resource<"KeycloakRealmImport", {
  keycloakCRName: string;
  placeholders?: Record<string, {secret: Key}>;
  realm: {realm: string; [setting: string]: unknown};
}>;
