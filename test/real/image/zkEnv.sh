# shellcheck shell=bash disable=SC2034
# What the official image's bin/zkEnv.sh gives zkServer.sh and zkCli.sh of what the manifests rely on; Debian's own names
# Debian's directories and jar.
JAVA=/usr/bin/java
ZOOCFG=$ZOOCFGDIR/zoo.cfg
CLASSPATH="$ZOOCFGDIR:/zookeeper/lib/*"
SERVER_JVMFLAGS="-Xmx${ZK_SERVER_HEAP:-1000}m ${SERVER_JVMFLAGS:-}"
CLIENT_JVMFLAGS="-Xmx${ZK_CLIENT_HEAP:-256}m ${CLIENT_JVMFLAGS:-}"
# Not the image's: many servers share few processors here, and the quick compiler and collector start them twice as fast.
JVMFLAGS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
