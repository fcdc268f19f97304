# IMAGE=registry.example.org/zookeeper:3.9.5-1 docker buildx bake --file apps/zookeeper/image/docker-bake.hcl --push
# Run it in the folder that holds apps/: paths are relative to where it is run.

variable "IMAGE" {
  default = "zookeeper-overlayer:3.9.5-1"
}

target "default" {
  context    = "apps/zookeeper/container"
  dockerfile = "../image/Dockerfile"
  platforms  = ["linux/amd64", "linux/arm64"]
  tags       = [IMAGE]
}
