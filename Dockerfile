FROM node:24.21.0-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json README.md README.ja.md LICENSE ./
COPY scripts/build/bundle.mjs scripts/build/clean-dist.mjs scripts/build/mark-executable.mjs scripts/build/build-console.mjs scripts/build/
COPY src src
COPY demo demo
COPY organisms organisms
COPY probes probes
COPY schema schema
RUN npm run build && npm pack --ignore-scripts
# The image holds what a user of the package gets, with the dependencies of the lock file.
RUN mkdir /opt/zenbun && tar -xzf zenbun-*.tgz -C /opt/zenbun --strip-components=1 && cp package-lock.json /opt/zenbun/
WORKDIR /opt/zenbun
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production LANG=C.UTF-8
COPY --from=build /opt/zenbun /opt/zenbun
RUN ln -s /opt/zenbun/dist/cli/main.js /usr/local/bin/zenbun
# By number, so that a cluster can see that it is not root. Nothing in the image belongs to this user.
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["zenbun"]
CMD ["--help"]
