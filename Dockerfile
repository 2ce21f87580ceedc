# An image with the program alone. It serves the site at /site as production sends it, and keeps
# feedback in /data; the rest of its file system may be read-only:
#
#	docker build --tag baken .
#	docker run --read-only --cap-drop ALL --security-opt no-new-privileges --publish 127.0.0.1:8080:8080 \
#		--volume "$PWD:/site:ro" --volume baken:/data baken
#
# docs/hosting.md says more.
FROM golang:1.26 AS build
WORKDIR /source
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -o /image/usr/local/bin/baken ./cmd/baken && mkdir -p /image/site /image/data

FROM scratch
COPY --from=build /image/usr/local/bin/baken /usr/local/bin/baken
COPY --from=build /image/site /site
COPY --from=build --chown=65532:65532 /image/data /data
# Nobody, with no name and no home directory.
USER 65532:65532
# Resized pictures are kept where feedback is: the only directory that can be written.
ENV XDG_CACHE_HOME=/data/cache
VOLUME ["/data"]
EXPOSE 8080
ENTRYPOINT ["/usr/local/bin/baken", "-C", "/site"]
CMD ["serve", "--addr", "0.0.0.0:8080", "--db", "/data/feedback.db"]
# The image has no shell and nothing that could ask: let what runs it ask for /healthz, which answers
# 200 while the process does, and /readyz, which answers 503 while feedback can't be stored.
