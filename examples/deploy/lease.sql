CREATE TABLE IF NOT EXISTS zenbun_stage (
  model text PRIMARY KEY,
  epoch bigint NOT NULL,
  state json NOT NULL,
  leaf text NOT NULL,
  expires timestamptz NOT NULL,
  ttl_ms double precision NOT NULL
);
CREATE TABLE IF NOT EXISTS zenbun_evidence (
  model text NOT NULL,
  replica text NOT NULL,
  size bigint NOT NULL,
  epoch bigint NOT NULL,
  evidence json NOT NULL,
  PRIMARY KEY (model, replica)
);
