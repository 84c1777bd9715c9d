// What k8s/ uses of the Barman Cloud plugin's API (0.11), after its guide "Using the Barman Cloud Plugin".
import type {IObjectMeta} from "@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta";

interface Key {
  name: string;
  key: string;
}
interface Stored {
  compression?: "gzip" | "bzip2" | "lz4" | "snappy" | "xz" | "zstd";
  encryption?: "AES256" | "aws:kms";
}
export type ObjectStore = {
  apiVersion: "barmancloud.cnpg.io/v1";
  kind: "ObjectStore";
  metadata: IObjectMeta;
  spec: {
    retentionPolicy?: string;
    configuration: {
      destinationPath: string;
      endpointURL?: string;
      s3Credentials?: {accessKeyId: Key; secretAccessKey: Key; region?: Key};
      wal?: Stored;
      data?: Stored;
    };
  };
};
