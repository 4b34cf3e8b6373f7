package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"
)

// rule is one forwarded port: connections to listen (on the host's loopback) go on to target
// (seen from inside the namespace).
type rule struct {
	listen string
	target *net.TCPAddr
}

// parseRule reads "127.0.0.1:PORT=IPV4:PORT". It refuses an address that other machines reach.
func parseRule(text string) (rule, error) {
	listen, to, found := strings.Cut(text, "=")
	if !found {
		return rule{}, fmt.Errorf("%q is not of the form 127.0.0.1:PORT=IP:PORT", text)
	}
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return rule{}, fmt.Errorf("%q: %w", text, err)
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return rule{}, fmt.Errorf("%q listens on %s; only loopback addresses are allowed", text, host)
	}
	target, err := net.ResolveTCPAddr("tcp4", to)
	if err != nil {
		return rule{}, fmt.Errorf("%q: %w", text, err)
	}
	return rule{listen, target}, nil
}

// forward NAMESPACE RULE... is the only way from the host into the cluster's network namespace.
// It listens on the host's loopback and connects from inside, so that the host needs no route to
// the cluster: with one, packets for a cluster that is gone would leave the machine.
//
// NAMESPACE is the path of a network namespace. It runs until it is stopped or a listener fails.
func forward(args []string) error {
	if len(args) < 2 {
		return errors.New("usage: forward NAMESPACE 127.0.0.1:PORT=IP:PORT...")
	}
	namespace, err := os.Open(args[0])
	if err != nil {
		return err
	}
	failed := make(chan error)
	for _, text := range args[1:] {
		rule, err := parseRule(text)
		if err != nil {
			return err
		}
		listener, err := net.Listen("tcp", rule.listen)
		if err != nil {
			return err
		}
		go func() { failed <- accept(listener, namespace, rule.target) }()
	}
	return <-failed
}

func accept(listener net.Listener, namespace *os.File, target *net.TCPAddr) error {
	for {
		client, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer client.Close()
			server, err := dialInside(namespace, target)
			if err != nil {
				slog.Error("no connection", "target", target.String(), "error", err)
				return
			}
			defer server.Close()
			join(client.(*net.TCPConn), server.(*net.TCPConn))
		}()
	}
}

// dialInside connects from within namespace. A socket belongs for good to the namespace its thread
// was in when it was made, so a thread of its own goes there, makes it, and ends. net.Dial can't do
// this: it may move to other threads.
func dialInside(namespace *os.File, target *net.TCPAddr) (net.Conn, error) {
	type result struct {
		connection net.Conn
		err        error
	}
	results := make(chan result, 1)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with this goroutine
		connection, err := connectFrom(namespace, target)
		results <- result{connection, err}
	}()
	made := <-results
	return made.connection, made.err
}

func connectFrom(namespace *os.File, target *net.TCPAddr) (net.Conn, error) {
	if err := unix.Setns(int(namespace.Fd()), unix.CLONE_NEWNET); err != nil {
		return nil, fmt.Errorf("enter %s: %w", namespace.Name(), err)
	}
	descriptor, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("socket: %w", err)
	}
	socket := os.NewFile(uintptr(descriptor), target.String())
	defer socket.Close() // FileConn works on a duplicate
	address := unix.SockaddrInet4{Port: target.Port, Addr: [4]byte(target.IP.To4())}
	if err := unix.Connect(descriptor, &address); err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	return net.FileConn(socket)
}

// join copies both ways until both have ended, and passes on an end of input at once: some
// protocols close one direction first.
func join(one, other *net.TCPConn) {
	ended := make(chan struct{}, 2)
	copyTo := func(to, from *net.TCPConn) {
		// A connection that breaks ends this direction, as its end would; there is nobody to tell.
		_, _ = io.Copy(to, from)
		_ = to.CloseWrite()
		ended <- struct{}{}
	}
	go copyTo(one, other)
	go copyTo(other, one)
	<-ended
	<-ended
}
