# syntax=docker/dockerfile:1
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o /attache ./cmd/attache \
 && mkdir -m 0700 /data

FROM scratch
# Certificates for Discord and the pages that are fetched; zone names come with the binary.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /attache /attache
COPY --from=build --chown=65532:65532 /data /data
USER 65532:65532
# There is no /tmp in here: large sorts of the database, and the demo, need a place.
ENV ATTACHE_DATA=/data TMPDIR=/data
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/attache", "health"]
ENTRYPOINT ["/attache"]
CMD ["serve"]
