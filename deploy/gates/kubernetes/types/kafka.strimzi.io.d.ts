// What k8s/ uses of Strimzi's API v1 (0.49), after its reference "Custom resource API". Strimzi publishes its types for Java
// only; what is not here is refused, so whoever uses more adds it from there.
import type {IObjectMeta} from "@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta";
import type {IPodSecurityContext} from "kubernetes-models/v1/PodSecurityContext";
import type {IResourceRequirements} from "kubernetes-models/v1/ResourceRequirements";
import type {ITopologySpreadConstraint} from "kubernetes-models/v1/TopologySpreadConstraint";
import type {INetworkPolicyPeer} from "kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer";

interface Resource<K extends string, S> {
  apiVersion: "kafka.strimzi.io/v1";
  kind: K;
  metadata: IObjectMeta;
  spec: S;
}
interface PodTemplate {
  metadata?: {labels?: Record<string, string>; annotations?: Record<string, string>};
  securityContext?: IPodSecurityContext;
  topologySpreadConstraints?: ITopologySpreadConstraint[];
}
export type Kafka = Resource<"Kafka", {
  kafka: {
    version?: string;
    listeners: {
      name: string;
      port: number;
      type: "internal" | "nodeport" | "loadbalancer" | "ingress" | "route" | "cluster-ip";
      tls: boolean;
      authentication?: {type: "tls" | "scram-sha-512" | "custom"};
      networkPolicyPeers?: INetworkPolicyPeer[];
    }[];
    authorization?: {type: "simple"; superUsers?: string[]};
    rack?: {topologyKey: string};
    config?: Record<string, string | number | boolean>;
    template?: {pod?: PodTemplate};
  };
  entityOperator?: {
    topicOperator?: Record<string, never>;
    userOperator?: {secretPrefix?: string};
    template?: {pod?: PodTemplate};
  };
}>;
export type KafkaNodePool = Resource<"KafkaNodePool", {
  replicas: number;
  roles: ("controller" | "broker")[];
  storage: {
    type: "jbod";
    volumes: {
      id: number;
      type: "persistent-claim";
      size: string;
      class?: string;
      kraftMetadata?: "shared";
      deleteClaim?: boolean;
    }[];
  };
  resources?: IResourceRequirements;
}>;
export type KafkaTopic = Resource<"KafkaTopic", {
  topicName?: string;
  partitions: number;
  replicas: number;
  config?: Record<string, string | number | boolean>;
}>;
type Operation = "Read" | "Write" | "Create" | "Delete" | "Alter" | "Describe" | "ClusterAction" | "AlterConfigs"
  | "DescribeConfigs" | "IdempotentWrite" | "All";
export type KafkaUser = Resource<"KafkaUser", {
  authentication: {type: "tls" | "tls-external" | "scram-sha-512"};
  authorization?: {
    type: "simple";
    acls: {
      type?: "allow" | "deny";
      host?: string;
      operations: Operation[];
      resource: {type: "topic" | "group" | "transactionalId"; name: string; patternType?: "literal" | "prefix"}
        | {type: "cluster"};
    }[];
  };
}>;
