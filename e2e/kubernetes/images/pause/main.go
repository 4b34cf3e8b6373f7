// Pause keeps namespaces open: those of a pod, as the process of its sandbox, and those of the node.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

// main waits to be stopped, and reaps what is left to it: it is process 1 of the node, and of a pod
// whose containers share their process namespace.
func main() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGCHLD)
	for received := range signals {
		if received != syscall.SIGCHLD {
			return
		}
		for {
			pid, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
			if pid <= 0 || err != nil {
				break
			}
		}
	}
}
