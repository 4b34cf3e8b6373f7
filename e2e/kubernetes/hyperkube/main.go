// Hyperkube holds every Kubernetes program that the test cluster runs, in one static binary: they
// share most of their code, so that one costs as much to build as all. Each goes by its usual name,
// as first argument or as the name of a link to the binary.
//
// Three small programs are ours: forward (loopback ports of the host into a network namespace),
// network-policy (enforces NetworkPolicy on a node) and version.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	"k8s.io/component-base/version"
	"k8s.io/kubectl/pkg/cmd"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"

	// Register themselves: log formats, metrics, and the ways kubectl logs in.
	_ "k8s.io/client-go/plugin/pkg/client/auth"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
)

const binary = "hyperkube"

// programs maps a name to what runs it; args[0] is the name. A program returns its exit status.
var programs = map[string]func(args []string) int{
	"etcd": func(args []string) int {
		etcdmain.Main(args)
		return 0
	},
	"kube-apiserver":          component(apiserver.NewAPIServerCommand),
	"kube-controller-manager": component(controllermanager.NewControllerManagerCommand),
	"kube-scheduler":          component(func() *cobra.Command { return scheduler.NewSchedulerCommand() }),
	"kube-proxy":              component(proxy.NewProxyCommand),
	"kubelet": component(func() *cobra.Command {
		return kubelet.NewKubeletCommand(context.Background())
	}),
	"kubectl":        kubectl,
	"forward":        reporting(forward),
	"network-policy": reporting(enforcePolicies),
	"version": reporting(func([]string) error {
		fmt.Println(version.Get().GitVersion)
		return nil
	}),
}

func main() {
	args := append([]string{filepath.Base(os.Args[0])}, os.Args[1:]...)
	if strings.HasPrefix(args[0], binary) && len(args) > 1 {
		args = args[1:]
	}
	run, known := programs[args[0]]
	if !known {
		names := make([]string, 0, len(programs))
		for name := range programs {
			names = append(names, name)
		}
		sort.Strings(names)
		fmt.Fprintf(os.Stderr, "usage: %s PROGRAM [ARG...], with one of the programs %s\n", binary, strings.Join(names, ", "))
		os.Exit(2)
	}
	os.Args = args
	os.Exit(run(args))
}

// component runs a Kubernetes component, which reads os.Args itself.
func component(command func() *cobra.Command) func([]string) int {
	return func([]string) int { return cli.Run(command()) }
}

// kubectl prints its own errors as the original does: without usage, and without a log header.
func kubectl([]string) int {
	if err := cli.RunNoErrOutput(cmd.NewDefaultKubectlCommand()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// reporting runs one of our own programs and prints its error, if any, in one line.
func reporting(program func(args []string) error) func([]string) int {
	return func(args []string) int {
		if err := program(args[1:]); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", args[0], err)
			return 1
		}
		return 0
	}
}
